using OrleansPool.Failures;
using OrleansPool.Payloads;

namespace OrleansPool.UnitTests.Failures;

/// <summary>Sends exceptions as failures.</summary>
internal static class Sending
{
    public static Exception Send(Exception error) =>
        FailureDecoder.ToException(PayloadSerializer.Shared.Deserialize<Failure>(PayloadSerializer.Shared.ToArray(FailureEncoder.From(error))));

    public static T Trip<T>(T error)
        where T : Exception
    {
        Exception arrived = Send(error);
        return arrived as T ?? throw new InvalidOperationException($"{typeof(T)} arrived as another type.", arrived);
    }

    public static Exception Thrown(Action action) => Record.Exception(action);
}
