namespace OrleansPool.BehaviorTests.Types;

/// <summary>The codec of <see cref="DeadlyCapture"/>.</summary>
[RegisterConverter]
public sealed class DeadlyCaptureConverter : IConverter<DeadlyCapture, DeadlyCaptureSurrogate>
{
    public DeadlyCaptureSurrogate ConvertToSurrogate(in DeadlyCapture value) => new() { Client = value.Client };

    public DeadlyCapture ConvertFromSurrogate(in DeadlyCaptureSurrogate surrogate)
    {
        if (surrogate.Client != Environment.ProcessId)
        {
            Environment.Exit(5);
        }

        return new DeadlyCapture { Client = surrogate.Client };
    }
}
