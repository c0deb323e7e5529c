using OrleansPool.WorkerProcesses;

namespace OrleansPool.WorkerProgram;

/// <summary>A pipe whose other end is nobody: gives some frames, swallows what comes, and ends when a run has.</summary>
internal sealed class RehearsalPipe(IEnumerable<ReadOnlyMemory<byte>> frames) : MemoryStream([.. frames.SelectMany(static frame => frame.ToArray())], writable: false)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly TaskCompletionSource _hasRun = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override bool CanWrite => true;

    public override int Read(Span<byte> buffer)
    {
        int read = base.Read(buffer);
        if (read == 0)
        {
            _hasRun.Task.Wait(Patience);
        }

        return read;
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (Frame.KindOf(buffer) == FrameKind.RunEnded)
        {
            _hasRun.TrySetResult();
        }
    }
}
