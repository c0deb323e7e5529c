using System.Diagnostics;

namespace OrleansPool.Programs;

/// <summary>What a program writes to standard output and standard error, up to a limit.</summary>
internal sealed class ProgramOutput : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _tooMuch = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly MemoryStream _output = new();
    private readonly MemoryStream _errors = new();
    private readonly Task _read;
    private long _length;

    public ProgramOutput(Process process) =>
        _read = Task.WhenAll(ReadAsync(process.StandardOutput.BaseStream, _output), ReadAsync(process.StandardError.BaseStream, _errors));

    /// <summary>Completes when it was more than it may be.</summary>
    public Task TooMuch => _tooMuch.Task;

    public long Length => Interlocked.Read(ref _length);

    /// <summary>Whether nobody can write any more.</summary>
    public bool HasEnded => _read.IsCompleted;

    /// <summary>Waits until it ends, but not longer.</summary>
    public Task WaitAsync(TimeSpan patience) => Task.WhenAny(_read, Task.Delay(patience));

    /// <summary>Reads no more.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _read.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public byte[] Written() => _output.ToArray();

    public byte[] WrittenErrors() => _errors.ToArray();

    public void Dispose() => _stop.Dispose();

    private async Task ReadAsync(Stream from, MemoryStream to)
    {
        byte[] buffer = new byte[1 << 14];
        for (int read; (read = await from.ReadAsync(buffer, _stop.Token).ConfigureAwait(false)) > 0;)
        {
            if (Interlocked.Add(ref _length, read) > ProgramFunction.MostOutput)
            {
                _tooMuch.TrySetResult();
                return;
            }

            to.Write(buffer, 0, read);
        }
    }
}
