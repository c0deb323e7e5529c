namespace OrleansPool.Benchmarks.Peers.Launching;

/// <summary>The last lines that a process wrote, for when it fails. Thread-safe.</summary>
internal sealed class LastLines
{
    private const int Kept = 3;

    private readonly Lock _gate = new();
    private readonly Queue<string> _lines = new();

    public void Add(string? line)
    {
        if (string.IsNullOrWhiteSpace(line))
        {
            return;
        }

        lock (_gate)
        {
            _lines.Enqueue(line.Trim());
            if (_lines.Count > Kept)
            {
                _lines.Dequeue();
            }
        }
    }

    public override string ToString()
    {
        lock (_gate)
        {
            return string.Join(' ', _lines);
        }
    }
}
