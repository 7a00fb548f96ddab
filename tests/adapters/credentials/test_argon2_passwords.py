from enishi.adapters.credentials import Argon2Passwords

# As cheap as argon2 goes: the cost itself is the library's matter.
CHEAP = Argon2Passwords(time_cost=1, memory_kib=8, lanes=1)


def test_a_password_is_told_from_every_other():
    kept = CHEAP.hashed("四月の雨と錆びない取っ手")

    assert CHEAP.verify("四月の雨と錆びない取っ手", kept)
    assert not CHEAP.verify("四月の雨と錆びない取っ手 ", kept)
    assert "四月" not in kept


def test_two_hashes_of_one_password_differ():
    assert CHEAP.hashed("x" * 12) != CHEAP.hashed("x" * 12)


def test_without_a_hash_no_password_is_right():
    assert not CHEAP.verify("", None)


def test_what_is_no_hash_is_no_password_either():
    assert not CHEAP.verify("x", "plain")
    assert CHEAP.is_outdated("plain")


def test_a_hash_of_another_cost_is_outdated():
    assert not CHEAP.is_outdated(CHEAP.hashed("x"))
    assert Argon2Passwords().is_outdated(CHEAP.hashed("x"))


def test_the_cost_is_the_one_that_rfc_9106_recommends():
    assert Argon2Passwords().hashed("x").startswith("$argon2id$v=19$m=65536,t=3,p=4$")
