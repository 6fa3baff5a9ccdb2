"""Pages of open data, as Open Referral UK 3.0 wants them."""

from collections.abc import Sequence
from typing import Any


def page_of(contents: Sequence[Any], total: int, page: int, per_page: int) -> dict[str, Any]:
    """Return one page and where it stands among the others. Shape: `size` is how many there are on this one."""
    pages = -(-total // per_page)
    return {
        "total_items": total,
        "total_pages": pages,
        "page_number": page,
        "size": len(contents),
        "first_page": page == 1,
        "last_page": page >= pages,
        "empty": not contents,
        "contents": list(contents),
    }
