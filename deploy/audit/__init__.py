"""The auditor: reads every store, changes nothing, and says whether anything was lost or done twice."""

from deploy.audit.auditing import audit
from deploy.audit.report import Audited, Verdict

__all__ = ["Audited", "Verdict", "audit"]
