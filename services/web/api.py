"""flask-smorest, made to read bodies strictly and to leave every error to the one table in `errors`."""

from collections.abc import Mapping
from typing import Any, NoReturn

from apispec.ext.marshmallow import MarshmallowPlugin, resolver
from flask import Flask, Request
from flask_smorest import Api, Blueprint
from marshmallow import Schema, ValidationError
from webargs.flaskparser import FlaskParser

from services.web.bodies import read_body
from services.web.problems import KINDS
from services.web.shapes import ProblemShape
from shared.config.limits import ANSWER_BODY_BYTES_MAX
from shared.doors.fields import LEAVE_OUT, Guarded
from shared.doors.malformed import Malformed, flattened

_PROBLEM = {"application/problem+json": {"schema": ProblemShape}}

REFERENCE_IN_PATH = {
    "name": "reference",
    "in": "path",
    "required": True,
    "description": "The referral's reference, in any case, with or without its hyphen.",
    "schema": {"type": "string"},
}


class StrictParser(FlaskParser):
    """Reads a small JSON body strictly and names every wrong field by its dotted name."""

    def load_json(self, req: Request, schema: Schema) -> Any:  # noqa: ARG002 - webargs calls it so
        """Return the body. Raises: Problem, NotReadable."""
        return read_body(ANSWER_BODY_BYTES_MAX)

    def handle_error(self, error: ValidationError, *_: object, **__: object) -> NoReturn:
        """Raises: Malformed, always."""
        messages = error.messages
        raise Malformed(flattened(messages["json"] if isinstance(messages, dict) else {"_schema": messages}))


class ApiPart(Blueprint):
    """One part of the HTTP API: a few routes about the same thing."""

    ARGUMENTS_PARSER = StrictParser()


class DocumentedApi(Api):
    """The routes and their OpenAPI document."""

    DEFAULT_ERROR_RESPONSE_NAME = None
    ERROR_SCHEMA = ProblemShape

    def __init__(self, app: Flask) -> None:
        super().__init__(app, spec_kwargs={"marshmallow_plugin": MarshmallowPlugin(schema_name_resolver=_shape_name)})
        self.ma_plugin.converter.add_attribute_function(_asks)

    def _register_error_handlers(self) -> None:
        """Leave errors to the table of the whole app."""


def problems(*kinds: str) -> Mapping[str, Any]:
    """Return the OpenAPI description of the problems that a route may answer with."""
    titles: dict[str, list[str]] = {}
    for kind in (*kinds, "broken", "away"):
        titles.setdefault(str(KINDS[kind].status), []).append(KINDS[kind].title)
    return {status: {"description": ", or: ".join(told), "content": _PROBLEM} for status, told in titles.items()}


def _shape_name(schema: Any) -> str:
    """Return what a schema is called in the document: its class without what it is for us."""
    name: str = resolver(schema)
    return name.removesuffix("Shape").removesuffix("Door")


def _asks(_: Any, field: Any, **__: Any) -> dict[str, str]:
    """Return what a door asks for as the field's description, where it says more than the list of codes does."""
    if isinstance(field, Guarded) and field.ask != LEAVE_OUT and "enum" not in field.metadata:
        return {"description": field.ask}
    return {}


def json_body(schema: type[Schema] | Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the OpenAPI description of a body that is validated elsewhere."""
    return {"required": True, "content": {"application/json": {"schema": schema}}}
