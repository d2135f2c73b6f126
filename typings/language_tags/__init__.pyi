# What Simpul uses of language-tags, which comes with csvw and without types.
class _Tags:
    @staticmethod
    def check(tag: str) -> bool: ...

tags: _Tags
