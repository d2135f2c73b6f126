# What Simpul uses of pyshacl's errors.

class ReportableRuntimeError(RuntimeError):
    message: str
