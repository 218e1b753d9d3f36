"""Messages repeat what was given, however long it is, in a line that can be read; the attributes keep it whole."""

import pickle
from pathlib import Path

import pytest

from article_chat import Article
from article_chat.articles.limits import Limits
from article_chat.config import Settings, _warn
from article_chat.errors import MOST_REPEATED, ArticleError, ConfigError, ModelError, QuestionError, StoreError, WeightsError, shortened

LONG = "/begin" + "x" * 5000 + "end.txt"


@pytest.mark.parametrize(
    "error",
    [
        ArticleError(f"{LONG} does not exist: check the path.", source=LONG),
        ArticleError(f"{LONG!r} does not exist: check the path.", source=LONG),
        ArticleError(f"{LONG} does not exist: check the path.", source=Path(LONG)),
        Limits().exceeded("max_pages", 9999, "pages", LONG),
        ConfigError(f"{LONG} cannot be read: check the path.", name=LONG),
        ModelError(f"{LONG} gave no reply: check the path.", model=LONG),
        QuestionError(f"history must be pairs, not {[LONG]!r}.", value=[LONG]),
        StoreError(f"The store in {LONG} cannot be opened: check the path.", path=Path(LONG)),
        WeightsError(f"The model file {LONG} is missing: check the path.", path=Path(LONG)),
    ],
)
def test_a_very_long_value_is_shortened_in_the_middle(error: Exception) -> None:
    message = str(error)
    assert "/begin" in message
    assert "end.txt" in message
    assert "..." in message
    assert len(message) < MOST_REPEATED + 200


def test_the_error_keeps_the_value_whole() -> None:
    assert ArticleError(f"{LONG} is gone.", source=LONG).source == LONG


@pytest.mark.parametrize(
    "error",
    [
        StoreError("The store is gone.", path=Path("s"), advice="Set ARTICLE_CHAT_STORE."),
        WeightsError("The file is gone.", path=Path("w")),
        ModelError("It failed.", model="m"),
    ],
)
def test_an_error_comes_back_out_of_another_process_as_it_was(error: Exception) -> None:
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), str(again), vars(again)) == (type(error), str(error), vars(error))


@pytest.mark.parametrize("link", [True, False])
def test_what_cannot_be_read_is_named_shortly(link: bool) -> None:
    with pytest.raises(ArticleError) as caught:
        Article.from_url(f"https://example.org{LONG}", links_allowed=False) if link else Article.from_file(LONG)
    assert len(str(caught.value)) < MOST_REPEATED + 200


def test_a_value_of_ordinary_length_is_repeated_as_it_is() -> None:
    assert shortened("x" * MOST_REPEATED) == "x" * MOST_REPEATED
    assert len(shortened("x" * (MOST_REPEATED + 1))) <= MOST_REPEATED


@pytest.mark.parametrize("written", ["ARTICLE_CHAT_PORT=7\n".encode("utf-16"), "# clé\n".encode("latin-1")])
def test_a_file_of_settings_in_another_encoding_is_named(written: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".env").write_bytes(written)
    monkeypatch.setitem(Settings.model_config, "env_file", ".env")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ConfigError, match=r"/\.env is not in UTF-8: save it as UTF-8 \(.*PowerShell.*\)\.$"):
        Settings()


def test_a_file_of_settings_that_cannot_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".env").touch()
    monkeypatch.setitem(Settings.model_config, "env_file", str(tmp_path / ".env"))
    monkeypatch.setattr("dotenv.main.open", refused, raising=False)
    with pytest.raises(ConfigError, match=r"/\.env cannot be read \(Permission denied\)"):
        Settings()


def refused(*path: object, **options: object) -> None:
    raise PermissionError(13, "Permission denied")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("model_timeout", "Settings have no model_timeout; model_timeout_s is one."),
        ("modell", "Settings have no modell; model is one."),
        ("xyzzy", "Settings have no xyzzy."),
    ],
)
def test_a_setting_that_there_is_not_is_told_with_the_one_that_is_meant(name: str, said: str) -> None:
    with pytest.raises(ConfigError) as caught:
        Settings(**{name: 3})
    assert str(caught.value) == said


def test_a_slip_in_the_name_of_a_variable_is_told_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    _warn.cache_clear()
    (tmp_path / ".env").write_text("ARTICLE_CHAT_PROT=7\nSOMETHING_ELSE=1\narticle_chat_port=7\n", encoding="utf-8")
    monkeypatch.setitem(Settings.model_config, "env_file", str(tmp_path / ".env"))
    monkeypatch.setenv("ARTICLE_CHAT_MODEL_TIMEOUT", "3")
    monkeypatch.setenv("ARTICLE_CHAT_OPENAI_API_KEY", "sk-secret")
    monkeypatch.setenv("ARTICLE_CHAT_DEBUG", "1")
    assert Settings().port == Settings().port == 7
    assert [record.message for record in caplog.records] == [
        "ARTICLE_CHAT_MODEL_TIMEOUT is no setting and changes nothing; ARTICLE_CHAT_MODEL_TIMEOUT_S is one.",
        "ARTICLE_CHAT_OPENAI_API_KEY is no setting and changes nothing; OPENAI_API_KEY is one.",
        "ARTICLE_CHAT_PROT is no setting and changes nothing; ARTICLE_CHAT_PORT is one.",
    ]


def test_a_home_folder_that_nobody_has_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARTICLE_CHAT_STORE", "~nosuch/x")
    with pytest.raises(ConfigError, match=r"ARTICLE_CHAT_STORE '~nosuch/x' cannot be used: nobody called nosuch has a home folder here; give .*whole path\.$"):
        Settings()


def test_without_a_home_folder_the_store_has_to_be_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ARTICLE_CHAT_STORE")
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.setattr("article_chat.config.__file__", "/a/b/c/config.py")
    monkeypatch.setattr(Path, "home", nowhere)
    with pytest.raises(ConfigError, match=r"set ARTICLE_CHAT_STORE to a folder\.$"):
        Settings()


def nowhere() -> Path:
    raise RuntimeError("Could not determine home directory.")
