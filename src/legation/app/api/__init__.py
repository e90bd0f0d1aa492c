"""The REST API: the record's lists, things and judgements under `/api/v1`."""
