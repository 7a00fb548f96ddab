"""The units that buyers and shop floors write, and what each measures."""

from decimal import Decimal
from enum import Enum
from fractions import Fraction


class Dimension(Enum):
    """What a unit measures; only units of one dimension convert into each other."""

    LENGTH = "長さ"
    ANGLE = "角度"
    MASS = "質量"
    FORCE = "力"
    PRESSURE = "圧力"
    POWER = "動力"
    TEMPERATURE = "温度"
    HARDNESS = "硬さ"
    TIME = "時間"
    CALENDAR_TIME = "月・年"  # no fixed number of days: see `stated.calendar_days`
    WORKING_TIME = "営業日"  # nor these
    COUNT = "個数"
    LOT = "ロット"
    COUNT_RATE = "生産数"
    MASS_RATE = "生産量"
    MONEY = "金額"
    RATIO = "比率"


# A rate by the day says nothing about days off. A month of 20 working days, four weeks of
# five, is the round calendar that job shops plan with; rates by day or week turn into
# monthly ones by it, and are estimates.
WORKING_DAYS_A_MONTH = 20
WORKING_WEEKS_A_MONTH = 4

# How delivery terms count a month and a year when they are set beside days.
DAYS_A_MONTH = 30
DAYS_A_YEAR = 365

_MICRO, _MILLI, _MEGA = Fraction(1, 10**6), Fraction(1, 1000), Fraction(10**6)
_SHAKU = Fraction(10_000, 33)  # mm; 10/33 m by 度量衡法 (1891)
_A_DAY = Fraction(1, 24 * 60 * 60)  # of a second
_NO_SCALE = Fraction(1)


class Unit(Enum):
    """A unit: its symbol as shown, its dimension, its size in the dimension's first unit."""

    MILLIMETRE = ("mm", Dimension.LENGTH, Fraction(1))
    NANOMETRE = ("nm", Dimension.LENGTH, _MICRO)
    MICROMETRE = ("μm", Dimension.LENGTH, _MILLI)
    CENTIMETRE = ("cm", Dimension.LENGTH, Fraction(10))
    METRE = ("m", Dimension.LENGTH, Fraction(1000))
    KILOMETRE = ("km", Dimension.LENGTH, _MEGA)
    INCH = ("インチ", Dimension.LENGTH, Fraction("25.4"))
    SHAKU = ("尺", Dimension.LENGTH, _SHAKU)
    SUN = ("寸", Dimension.LENGTH, _SHAKU / 10)

    DEGREE = ("°", Dimension.ANGLE, Fraction(1))
    ARC_MINUTE = ("′", Dimension.ANGLE, Fraction(1, 60))

    KILOGRAM = ("kg", Dimension.MASS, Fraction(1))
    GRAM = ("g", Dimension.MASS, _MILLI)
    MILLIGRAM = ("mg", Dimension.MASS, _MICRO)
    TONNE = ("t", Dimension.MASS, Fraction(1000))

    KILONEWTON = ("kN", Dimension.FORCE, Fraction(1))
    TONNE_FORCE = ("tf", Dimension.FORCE, Fraction("9.80665"))  # a press's トン

    MEGAPASCAL = ("MPa", Dimension.PRESSURE, Fraction(1))  # = N/mm²
    KILOPASCAL = ("kPa", Dimension.PRESSURE, _MILLI)
    ATMOSPHERE = ("気圧", Dimension.PRESSURE, Fraction("0.101325"))
    KILOGRAM_FORCE_A_CM2 = ("kgf/cm²", Dimension.PRESSURE, Fraction("0.0980665"))

    KILOWATT = ("kW", Dimension.POWER, Fraction(1))
    HORSEPOWER = ("馬力", Dimension.POWER, Fraction("0.7355"))  # 仏馬力, 計量法 附則6条

    CELSIUS = ("℃", Dimension.TEMPERATURE, Fraction(1))

    HRC = ("HRC", Dimension.HARDNESS, _NO_SCALE)
    HRB = ("HRB", Dimension.HARDNESS, _NO_SCALE)
    HRA = ("HRA", Dimension.HARDNESS, _NO_SCALE)
    HV = ("HV", Dimension.HARDNESS, _NO_SCALE)
    HB = ("HB", Dimension.HARDNESS, _NO_SCALE)
    HS = ("HS", Dimension.HARDNESS, _NO_SCALE)
    DUROMETER_A = ("A硬度", Dimension.HARDNESS, _NO_SCALE)  # ゴム硬度

    DAY = ("日", Dimension.TIME, Fraction(1))
    SECOND = ("秒", Dimension.TIME, _A_DAY)
    MINUTE = ("分", Dimension.TIME, _A_DAY * 60)
    HOUR = ("時間", Dimension.TIME, _A_DAY * 3600)
    WEEK = ("週間", Dimension.TIME, Fraction(7))
    MONTH = ("ヶ月", Dimension.CALENDAR_TIME, Fraction(1))
    YEAR = ("年", Dimension.CALENDAR_TIME, Fraction(12))
    WORKING_DAY = ("営業日", Dimension.WORKING_TIME, Fraction(1))

    PIECE = ("個", Dimension.COUNT, Fraction(1))
    ROD = ("本", Dimension.COUNT, Fraction(1))
    SHEET = ("枚", Dimension.COUNT, Fraction(1))
    MACHINE = ("台", Dimension.COUNT, Fraction(1))
    GROUP = ("組", Dimension.COUNT, Fraction(1))
    SET = ("セット", Dimension.COUNT, Fraction(1))
    PAIR = ("足", Dimension.COUNT, Fraction(1))
    ROLL = ("反", Dimension.COUNT, Fraction(1))
    DOZEN = ("ダース", Dimension.COUNT, Fraction(12))
    LOT = ("ロット", Dimension.LOT, Fraction(1))

    PER_MONTH = ("個/月", Dimension.COUNT_RATE, Fraction(1))
    PER_DAY = ("個/日", Dimension.COUNT_RATE, Fraction(WORKING_DAYS_A_MONTH))
    PER_WEEK = ("個/週", Dimension.COUNT_RATE, Fraction(WORKING_WEEKS_A_MONTH))
    PER_YEAR = ("個/年", Dimension.COUNT_RATE, Fraction(1, 12))
    TONNE_PER_MONTH = ("t/月", Dimension.MASS_RATE, Fraction(1))
    TONNE_PER_DAY = ("t/日", Dimension.MASS_RATE, Fraction(WORKING_DAYS_A_MONTH))
    TONNE_PER_WEEK = ("t/週", Dimension.MASS_RATE, Fraction(WORKING_WEEKS_A_MONTH))
    TONNE_PER_YEAR = ("t/年", Dimension.MASS_RATE, Fraction(1, 12))

    YEN = ("円", Dimension.MONEY, Fraction(1))
    PERCENT = ("%", Dimension.RATIO, Fraction(1))
    PPM = ("ppm", Dimension.RATIO, Fraction(1, 10_000))

    def __init__(self, symbol: str, dimension: Dimension, scale: Fraction) -> None:
        self.symbol = symbol
        self.dimension = dimension
        self.scale = scale

    def converts_to(self, other: "Unit") -> bool:
        """Tell whether the two measure the same on scales of a fixed ratio.

        Hardness scales do not: tables between them (SAE J417) are approximations.
        """
        if self.dimension is Dimension.HARDNESS:
            return self is other
        return self.dimension is other.dimension


def to_decimal(number: Fraction) -> Decimal:
    """Return the fraction as a Decimal: exact where decimals can, else to 28 digits.

    What cannot be exact divides by 3, 11 or 127: into 尺, 分 or a month of a year, into インチ.
    """
    twos, fives, rest = 0, 0, number.denominator
    while rest % 2 == 0:
        twos, rest = twos + 1, rest // 2
    while rest % 5 == 0:
        fives, rest = fives + 1, rest // 5
    if rest != 1:
        return Decimal(number.numerator) / Decimal(number.denominator)
    places = max(twos, fives)
    digits = number.numerator * 10**places // number.denominator
    sign, text = ("-" if digits < 0 else ""), str(abs(digits)).rjust(places + 1, "0")
    return Decimal(f"{sign}{text[: len(text) - places]}.{text[len(text) - places :]}")
