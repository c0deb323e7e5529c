namespace OrleansPool.Benchmarks.Peers.Jobs;

/// <summary>What the items are, and with them the function.</summary>
internal enum Content
{
    /// <summary>A number; the function adds 1.</summary>
    Number,

    /// <summary>Two numbers; the function adds them.</summary>
    Pair,

    /// <summary>A record of four fields; the function makes the next one.</summary>
    Record,

    /// <summary>A short string; the function makes it longer by one character.</summary>
    Text,

    /// <summary>1 MiB of bytes; the function gives them back.</summary>
    Payload,

    /// <summary>A time; the function waits for so long.</summary>
    Pause,
}
