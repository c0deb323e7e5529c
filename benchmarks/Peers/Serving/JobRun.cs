using System.Diagnostics;
using OrleansPool.Benchmarks.Peers.Contents;
using OrleansPool.Benchmarks.Peers.Jobs;
using OrleansPool.Benchmarks.Peers.Peers;

namespace OrleansPool.Benchmarks.Peers.Serving;

/// <summary>Runs one job on a peer, with the clock around what a user would wait for: items are made before, results checked after.</summary>
internal sealed class JobRun(IPeer peer, Job job)
{
    /// <exception cref="WrongResultException">The peer gave a wrong value.</exception>
    public Task<Timing> TimeAsync() => job.Verb switch
    {
        Verb.Imap or Verb.ImapUnordered => ImapAsync(),
        Verb.Apply => new ApplyRun(peer, job).TimeAsync(),
        _ => job.Content switch
        {
            Content.Number => MapAsync(ItemFunctions.Next, index => index, (item, result) => result == item + 1),
            Content.Pair => StarMapAsync(),
            Content.Record => MapAsync(ItemFunctions.After, Items.Record, (item, result) => result == ItemFunctions.After(item)),
            Content.Text => MapAsync(ItemFunctions.Mark, Items.Text, (item, result) => result == ItemFunctions.Mark(item)),
            Content.Payload => MapAsync(ItemFunctions.GiveBack, Items.Payload, (item, result) => result.AsSpan().SequenceEqual(item)),
            Content.Pause => MapAsync(ItemFunctions.Wait, index => new Pause(job.Milliseconds[index]), (item, result) => result == item.Milliseconds),
            _ => throw new InvalidOperationException($"There are no items '{job.Content}'."),
        },
    };

    private static async Task<Timing> ClockAsync(Func<Task> work)
    {
        // The garbage of the job before is not this one's.
        GC.Collect();
        long started = Stopwatch.GetTimestamp();
        await work();
        return new Timing(Stopwatch.GetElapsedTime(started).TotalSeconds);
    }

    private async Task<Timing> MapAsync<TItem, TResult>(Func<TItem, TResult> function, Func<int, TItem> make, Func<TItem, TResult, bool> isRight)
    {
        TItem[] items = [.. Enumerable.Range(0, job.Items).Select(make)];
        TResult[] results = [];
        Timing timing = await ClockAsync(async () => results = await peer.MapAsync(function, items, job.ChunkSize));
        Results.Check(items, results, isRight);
        return timing;
    }

    private async Task<Timing> StarMapAsync()
    {
        (int First, int Second)[] items = [.. Enumerable.Range(0, job.Items).Select(Items.Pair)];
        int[] results = [];
        Timing timing = await ClockAsync(async () => results = await peer.StarMapAsync(ItemFunctions.Add, items, job.ChunkSize));
        Results.Check(items, results, (item, result) => result == item.First + item.Second);
        return timing;
    }

    private async Task<Timing> ImapAsync()
    {
        int count = 0;
        long sum = 0;
        bool isOrdered = job.Verb == Verb.Imap;
        Timing timing = await ClockAsync(() => peer.ImapAsync(ItemFunctions.Next, Enumerable.Range(0, job.Items), job.ChunkSize, isOrdered, Take));
        Results.CheckCount(job.Items, count);
        if (sum != job.Items * (job.Items + 1L) / 2)
        {
            throw new WrongResultException($"wrong result: the sum of the results is {sum}");
        }

        return timing;

        void Take(int result)
        {
            if (isOrdered)
            {
                Results.CheckNext(count, result);
            }

            count++;
            sum += result;
        }
    }
}
