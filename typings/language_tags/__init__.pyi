# What Simpul uses of language-tags, which comes without types.
class _Fault:
    code: int

class _Tag:
    @property
    def errors(self) -> list[_Fault]: ...

class _Tags:
    @staticmethod
    def tag(tag: str) -> _Tag: ...

tags: _Tags
