namespace OrleansPool.Benchmarks.Peers.Contents;

/// <summary>What all peers do to an item; <c>python/contents.py</c> has the same.</summary>
internal static class ItemFunctions
{
    public static int Next(int number) => number + 1;

    public static int Add(int first, int second) => first + second;

    public static Reading After(Reading reading) => reading with { Id = reading.Id + 1, Value = reading.Value + 1 };

    public static string Mark(string text) => text + "!";

    public static byte[] GiveBack(byte[] payload) => payload;

    public static int Wait(Pause pause)
    {
        Thread.Sleep(pause.Milliseconds);
        return pause.Milliseconds;
    }

    /// <summary>For peers that would lose a thread to a wait.</summary>
    public static async Task<int> WaitAsync(Pause pause)
    {
        await Task.Delay(pause.Milliseconds).ConfigureAwait(false);
        return pause.Milliseconds;
    }
}
