namespace OrleansPool.WorkerProgram;

/// <summary>Sends frames one after another. What was sent arrives, whatever becomes of the process. Thread-safe.</summary>
internal sealed class FrameSender(Stream pipe)
{
    private readonly Lock _gate = new();

    public void Send(ReadOnlyMemory<byte> frame)
    {
        try
        {
            lock (_gate)
            {
                pipe.Write(frame.Span);
            }
        }
        catch (IOException)
        {
            // The silo is gone, and this process ends as soon as it reads that.
            return;
        }
    }
}
