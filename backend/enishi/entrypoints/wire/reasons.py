"""What a form says about a wrong value, in both languages: pydantic's error types in words."""

from collections.abc import Mapping
from typing import Any

# pydantic's error type → what is wrong; `{…}` are its context.
_REASONS = {
    "missing": ("必須の項目です", "required"),
    "extra_forbidden": ("知らない項目です", "unknown field"),
    "string_type": ("文字列で指定してください", "must be a string"),
    "string_unicode": ("文字として読めません", "not valid text"),
    "int_type": ("整数で指定してください", "must be a whole number"),
    "int_parsing": ("整数で指定してください", "must be a whole number"),
    "int_parsing_size": ("桁が多すぎます", "has too many digits"),
    "int_from_float": ("整数で指定してください", "must be a whole number"),
    "float_type": ("数値で指定してください", "must be a number"),
    "float_parsing": ("数値で指定してください", "must be a number"),
    "finite_number": ("数値で指定してください", "must be a finite number"),
    "decimal_type": ("数値で指定してください", "must be a number"),
    "decimal_parsing": ("数値で指定してください", "must be a number"),
    "decimal_max_digits": ("桁が多すぎます", "has too many digits"),
    "decimal_max_places": ("小数は{decimal_places}桁までです", "at most {decimal_places} decimals"),
    "decimal_whole_digits": ("桁が多すぎます", "has too many digits"),
    "bool_type": ("true か false で指定してください", "must be true or false"),
    "bool_parsing": ("true か false で指定してください", "must be true or false"),
    "list_type": ("配列で指定してください", "must be a list"),
    "dict_type": ("オブジェクトで指定してください", "must be an object"),
    "model_type": ("オブジェクトで指定してください", "must be an object"),
    "model_attributes_type": ("オブジェクトで指定してください", "must be an object"),
    "enum": ("{expected} のどれかを指定してください", "must be one of {expected}"),
    "literal_error": ("{expected} のどれかを指定してください", "must be one of {expected}"),
    "greater_than_equal": ("{ge} 以上で指定してください", "must be at least {ge}"),
    "greater_than": ("{gt} より大きい値を指定してください", "must be more than {gt}"),
    "less_than_equal": ("{le} 以下で指定してください", "must be at most {le}"),
    "date_type": ("日付（YYYY-MM-DD）で指定してください", "must be a date"),
    "date_parsing": ("日付（YYYY-MM-DD）で指定してください", "must be a date"),
    "date_from_datetime_parsing": ("日付（YYYY-MM-DD）で指定してください", "must be a date"),
    "date_from_datetime_inexact": ("日付（YYYY-MM-DD）で指定してください", "must be a date"),
}


def reason(error: Mapping[str, Any]) -> tuple[str, str]:
    """Return what one of pydantic's error details means, in Japanese and in English."""
    kind = error["type"]
    japanese, english = _REASONS.get(kind, ("値が正しくありません", f"invalid ({kind})"))
    context = {key: _plain(value) for key, value in error.get("ctx", {}).items()}
    return japanese.format_map(context), english.format_map(context)


def _plain(value: object) -> str:
    if isinstance(value, float):
        return f"{value:g}"
    # pydantic joins choices as a sentence: 'penalty' or 'gate'.
    return str(value).replace("'", "").replace(" or ", ", ")
