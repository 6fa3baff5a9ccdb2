from shared.config.settings import Settings
from shared.messaging.rpc.config import in_namespace, nameko_config, rpc_queue, rpc_uri
from shared.messaging.rpc.in_process import URI

SERVERS = {
    "ONWARD_DATABASE_URL": "postgresql+psycopg2://u:p@db/o",
    "ONWARD_AMQP_URI": "amqp://u:first@a//;amqp://u:second@b//",
}


class NurseryService:
    name = "nursery"


def test_a_service_has_its_namespace_in_its_name_and_so_in_its_queue() -> None:
    service = in_namespace(NurseryService, "test-1.")
    assert service.name == "test-1.nursery"  # type: ignore[attr-defined]
    assert service.__name__ == "NurseryService"
    assert rpc_queue("test-1.nursery").name == "rpc-test-1.nursery"


def test_a_service_keeps_its_plain_name_where_there_is_no_namespace() -> None:
    assert in_namespace(NurseryService, "").name == "nursery"  # type: ignore[attr-defined]


def test_questions_stay_in_the_process_when_there_is_no_broker() -> None:
    assert rpc_uri(Settings.from_environment({})) == URI
    assert rpc_uri(Settings.from_environment(SERVERS)) == SERVERS["ONWARD_AMQP_URI"]


def test_a_container_is_given_the_settings_and_the_master_key_where_its_dependencies_look() -> None:
    settings = Settings.from_environment(SERVERS)
    config = nameko_config(settings, bytes(range(32)))
    assert config["ONWARD_SETTINGS"] is settings
    assert config["ONWARD_MASTER_KEY"] == bytes(range(32))
    assert config["serializer"] == "onward-sealed"
