"""`dealx schema`."""


def schema() -> None:
    """Print the JSON Schema of a record."""
    import json

    from dealx.cli.sink import sink
    from dealx.records import Deal

    with sink(None) as out:
        out.write(json.dumps(Deal.model_json_schema(mode="serialization"), indent=2) + "\n")
