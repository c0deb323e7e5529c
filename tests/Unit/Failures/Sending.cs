using OrleansPool.Failures;
using OrleansPool.Payloads;

namespace OrleansPool.UnitTests.Failures;

/// <summary>Sends exceptions as failures.</summary>
internal static class Sending
{
    /// <summary>What a client reads with whose function is in this assembly.</summary>
    public static PayloadSerializer Reader { get; } = PayloadSerializer.ForResults(new AcceptedTypes([typeof(Sending).Assembly]));

    public static Exception Send(Exception error) =>
        FailureDecoder.ToException(PayloadSerializer.Shared.Deserialize<Failure>(PayloadSerializer.Shared.ToArray(FailureEncoder.From(error))), Reader);

    public static T Trip<T>(T error)
        where T : Exception
    {
        Exception arrived = Send(error);
        return arrived as T ?? throw new InvalidOperationException($"{typeof(T)} arrived as another type.", arrived);
    }

    public static Exception Thrown(Action action) => Record.Exception(action);
}
