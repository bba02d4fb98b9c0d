"""Compiled code, loaded from a file and called.

torch's own way of calling it (`AOTIModelContainerRunnerCpu`) holds the interpreter's lock meanwhile, so that no other
thread of the run could tell what happened or hear of a stop; its C interface, called through `ctypes`, does not.
"""

from __future__ import annotations

import ctypes
from ctypes import byref, c_char_p, c_size_t, c_void_p, py_object
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulator.deferred import torch

if TYPE_CHECKING:
    from torch import Tensor


class LibraryError(Exception):
    """The compiled code cannot be loaded or called."""


def available() -> bool:
    """Whether this torch can hand tensors to compiled code."""
    return hasattr(getattr(torch._C, "_aoti", None), "unsafe_alloc_void_ptrs_from_tensors")


class Library:
    """Code that torch's ahead-of-time compiler made. To be called by one thread at a time.

    Raises `LibraryError` where the file cannot be loaded.
    """

    def __init__(self, path: Path) -> None:
        self._handle = c_void_p()
        try:
            self._code = ctypes.CDLL(str(path))
            created = self._code.AOTInductorModelContainerCreateWithDevice(
                byref(self._handle), c_size_t(1), b"cpu", None
            )
            outputs = c_size_t()
            counted = self._code.AOTInductorModelContainerGetNumOutputs(self._handle, byref(outputs))
        except (OSError, AttributeError) as error:
            raise LibraryError(str(error)) from error
        if created or counted:
            raise LibraryError("the compiled code could not be set up")
        self._run = self._code.AOTInductorModelContainerRun
        self._run.argtypes = [c_void_p, c_void_p, c_size_t, c_void_p, c_size_t, c_void_p, c_void_p]
        self._outputs: int = outputs.value
        self._pointer, self._capsule = _capsules()
        self._lend: Any = torch._C._aoti.unsafe_alloc_void_ptrs_from_tensors
        self._take: Any = torch._C._aoti.alloc_tensors_by_stealing_from_void_ptrs

    def __call__(self, inputs: list[Tensor]) -> list[Tensor]:
        """The tensors that the code makes of these. Raises `LibraryError` where it fails."""
        pointer, count = self._pointer, len(inputs)
        given = (c_void_p * count)(*[pointer(each, None) for each in self._lend(inputs)])
        made = (c_void_p * self._outputs)()
        if self._run(self._handle, given, count, made, self._outputs, None, None):
            raise LibraryError("the compiled code failed")
        found: list[Tensor] = self._take([self._capsule(each, None, None) for each in made])
        return found

    def close(self) -> None:
        """Let go of what it holds."""
        handle, self._handle = self._handle, c_void_p()
        if handle:
            self._code.AOTInductorModelContainerDelete(handle)

    def __del__(self) -> None:
        if getattr(self, "_code", None) is not None:
            self.close()


def _capsules() -> tuple[Any, Any]:
    """How Python wraps a pointer, in which torch hands tensors over: unwrapping and wrapping."""
    api = ctypes.PyDLL(None)
    unwrap = ctypes.PYFUNCTYPE(c_void_p, py_object, c_char_p)(("PyCapsule_GetPointer", api))
    wrap = ctypes.PYFUNCTYPE(py_object, c_void_p, c_char_p, c_void_p)(("PyCapsule_New", api))
    return unwrap, wrap
