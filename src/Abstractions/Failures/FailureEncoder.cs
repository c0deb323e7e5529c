namespace OrleansPool.Failures;

internal static class FailureEncoder
{
    public static Failure From(Exception error) => new() { TypeName = error.GetType().FullName!, Message = error.Message };
}
