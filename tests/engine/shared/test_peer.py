"""Who may come near the socket: its place, its permissions, and what the kernel says of the other end."""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
import stat
import struct
import tempfile
from pathlib import Path

import pytest

import understudy
from tests.engine.shared.conftest import Start
from understudy.engine.client import EngineClient
from understudy.engine.errors import SharingError
from understudy.engine.frames import Splitter, pack
from understudy.engine.launch import WorkerOptions
from understudy.engine.shared import address, peer
from understudy.engine.shared.address import MAX_SOCKET_PATH, find
from understudy.engine.shared.keeper import Keeper, KeeperOptions
from understudy.engine.shared.lock import Lock
from understudy.engine.shared.messages import PROTOCOL, FromKeeper, Hello, Refused
from understudy.engine.shared.wire import Wire
from understudy.models.bundled import bundled_path


def options(**changes: object) -> WorkerOptions:
    wanted: dict[str, object] = {"model": str(bundled_path()), "context_tokens": 1024, "threads": 1}
    return WorkerOptions(**(wanted | changes))  # type: ignore[arg-type]


def test_the_kernel_names_the_user_of_the_other_end() -> None:
    left, right = socket.socketpair(socket.AF_UNIX)
    with left, right:
        assert peer.user_of(left) == os.geteuid()
        peer.check(right)


class Told:
    """A socket whose other end belongs to `user`, as Linux tells it, or that tells nothing."""

    def __init__(self, user: int | None) -> None:
        self._user = user

    def getsockopt(self, level: int, name: int, size: int, /) -> bytes:
        if self._user is None:
            raise OSError("not supported")
        return struct.pack("3i", 1, self._user, 1)


class ToldByBsd(Told):
    def getsockopt(self, level: int, name: int, size: int, /) -> bytes:
        assert (level, name, size) == (0, 1, 76)
        return struct.pack("=IIh16I", 0, self._user or 0, 1, *range(16)).ljust(size, b"\0")


@pytest.mark.skipif(not hasattr(socket, "SO_PEERCRED"), reason="Linux's structure")
def test_another_user_or_an_unknown_one_is_refused() -> None:
    peer.check(Told(os.geteuid()))
    with pytest.raises(SharingError, match="another user"):
        peer.check(Told(os.geteuid() + 1))
    with pytest.raises(SharingError, match="does not tell"):
        peer.check(Told(None))


def test_macos_tells_it_in_another_structure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(socket, "SO_PEERCRED", raising=False)
    peer.check(ToldByBsd(os.geteuid()))
    with pytest.raises(SharingError, match="another user"):
        peer.check(ToldByBsd(os.geteuid() + 1))


async def test_a_keeper_of_another_user_is_not_asked(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(peer, "user_of", lambda connection: os.geteuid() + 1)
    client = await start()
    assert not client.shared and client.alone is not None and "another user" in client.alone.message
    assert await client.generate(["def f"], max_tokens=2)


async def test_a_keeper_tells_nothing_to_another_user(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = options()
    where = find(wanted)
    lock = Lock.take(where.lock)
    assert lock is not None
    keeper = Keeper(KeeperOptions(wanted, str(where.folder), where.key, "1", 60.0, 30.0), lock)
    await keeper.listen()
    monkeypatch.setattr(peer, "user_of", lambda connection: os.geteuid() + 1)
    reader, writer = await asyncio.open_unix_connection(where.socket)
    wire: Wire[FromKeeper] = Wire(reader, writer, FromKeeper)
    wire.send(Hello(PROTOCOL, "1", 1))
    said = [message async for message in wire.messages()]
    assert len(said) == 1 and isinstance(said[0], Refused) and "another user" in said[0].message
    await wire.close()
    keeper.end()
    await keeper.serve()
    assert list(where.folder.iterdir()) == []


async def test_folder_and_socket_are_for_their_user_alone(start: Start, home: Path) -> None:
    home.mkdir()  # noqa: ASYNC240
    (home / "run").mkdir(mode=0o755)
    client = await start()
    where = find(client._link.options)
    assert stat.S_IMODE(where.folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(where.socket.stat().st_mode) == 0o600
    assert where.folder == home / "run" or where.folder.parent == Path("/tmp")


def test_a_home_whose_path_is_too_long_has_its_sockets_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UNDERSTUDY_HOME", str(tmp_path / ("long" * 30)))
    where = find(options())
    assert len(os.fsencode(where.socket)) <= MAX_SOCKET_PATH
    assert where.folder.parent == Path("/tmp") and stat.S_IMODE(where.folder.stat().st_mode) == 0o700
    monkeypatch.setenv("UNDERSTUDY_HOME", str(tmp_path / ("else" * 30)))
    other = find(options())
    assert other.folder != where.folder
    for folder in (where.folder, other.folder):
        folder.rmdir()


def test_a_home_named_from_where_the_editor_is_lies_there_for_the_keeper_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("UNDERSTUDY_HOME", "home")
    assert find(options()).folder.is_absolute() and (tmp_path / "home").is_dir()


def test_a_folder_that_is_a_link_or_not_ours_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNDERSTUDY_HOME", str(tmp_path))
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "run").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(SharingError, match="not this user's"):
        find(options())
    (tmp_path / "run").unlink()
    (tmp_path / "run").mkdir()
    monkeypatch.setattr(address.os, "geteuid", lambda: os.getuid() + 1)
    with pytest.raises(SharingError, match="not this user's"):
        find(options())


def test_what_engines_differ_in_is_in_their_names(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key = find(options()).key
    assert find(options(threads=4, adapter="/x.gguf", adapter_scale=0.5)).key == key
    copy = tmp_path / "copy.gguf"
    copy.write_bytes(bundled_path().read_bytes())
    different = [{"context_tokens": 2048}, {"gpu_layers": 3}, {"state_dir": "/warm"}, {"model": str(copy)}]
    keys = {find(options(**changes)).key for changes in different}
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "7")
    keys.add(find(options()).key)
    assert len(keys) == 5 and key not in keys


@pytest.mark.parametrize("noise", [b"", b"GET / HTTP/1.1\r\n\r\n", b"\xff" * 64, b"\x05\0\0\0hello"])
async def test_noise_on_the_socket_is_sent_away_and_disturbs_nobody(start: Start, noise: bytes) -> None:
    client: EngineClient = await start()
    reader, writer = await asyncio.open_unix_connection(find(client._link.options).socket)
    writer.write(noise)
    writer.write_eof()
    assert await asyncio.wait_for(reader.read(), 20) == b""
    writer.close()
    assert await client.generate(["def f"], max_tokens=2)


def as_stranger(path: Path, said: bytes) -> bytes:
    """What a process of another user hears when it says this, or the name of its error. In a fork of this process, as
    the interpreter may lie where others cannot go."""
    source, target = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.setgroups([])
            os.setgid(65534)
            os.setuid(65534)
            connection = socket.socket(socket.AF_UNIX)
            connection.connect(str(path))
            with contextlib.suppress(BrokenPipeError):  # it may be refused before it says a word
                connection.sendall(said)
                connection.shutdown(socket.SHUT_WR)
            while heard := connection.recv(4096):
                os.write(target, heard)
        except OSError as error:
            os.write(target, type(error).__name__.encode())
        finally:
            os._exit(0)
    os.close(target)
    with os.fdopen(source, "rb") as pipe:
        heard = pipe.read()
    os.waitpid(child, 0)
    return heard


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may be somebody else")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
async def test_a_process_of_another_user_is_refused_by_permissions_and_by_the_keeper(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    with tempfile.TemporaryDirectory() as home:  # pytest's own folders are closed to others
        monkeypatch.setenv("UNDERSTUDY_HOME", home)
        client = await start()
        where = find(client._link.options)
        hello = pack(Hello(PROTOCOL, understudy.__version__, 1))
        assert as_stranger(where.socket, hello) == b"PermissionError"
        for path, mode in ((Path(home), 0o755), (where.folder, 0o755), (where.socket, 0o666)):
            path.chmod(mode)
        (answer,) = Splitter[FromKeeper](FromKeeper).feed(as_stranger(where.socket, hello))
        assert isinstance(answer, Refused) and "another user" in answer.message
        assert await client.generate(["def f"], max_tokens=2)
        await client.close()
