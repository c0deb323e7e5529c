namespace OrleansPool.Failures;

/// <summary>An exception that came as data and goes on as data: here it is not rebuilt.</summary>
internal sealed class CarriedFailureException(Failure failure) : PoolException($"{failure.TypeName}: {failure.Message}\n{failure.StackTrace}")
{
    public Failure Failure { get; } = failure;
}
