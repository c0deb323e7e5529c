using OrleansPool.Workers;

namespace OrleansPool.UnitTests.Workers;

public sealed class WorkerThreadsTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Post_OneAfterAnother_RunsEach()
    {
        var threads = new WorkerThreads(2);
        for (int i = 0; i < 20_000; i++)
        {
            var ran = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            threads.Post(static state => ((TaskCompletionSource)state!).SetResult(), ran);
            await ran.Task.WaitAsync(Limit);
        }
    }

    [Fact]
    public async Task Post_WhatWaitsForWhatIsPostedNext_FindsAThreadForEach()
    {
        var threads = new WorkerThreads(2);
        for (int i = 0; i < 2_000; i++)
        {
            // Three at a time that all have to run at once: none may count on a thread that has another already.
            using var all = new Barrier(3);
            var done = new CountdownEvent(3);
            for (int each = 0; each < 3; each++)
            {
                threads.Post(
                    _ =>
                    {
                        all.SignalAndWait(Limit);
                        done.Signal();
                    },
                    null);
            }

            Assert.True(await Task.Run(() => done.Wait(Limit)));
        }
    }

    [Fact]
    public void Post_ToThreadsThatAreInterruptedWhileIdle_RunsEach()
    {
        var threads = new WorkerThreads(2);
        for (int i = 0; i < 2_000; i++)
        {
            // The last that the callback does, so that the interrupt hits the thread when it is idle or about to be.
            Thread? ran = null;
            threads.Post(_ => Volatile.Write(ref ran, Thread.CurrentThread), null);

            Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref ran) is not null, Limit));
            ran!.Interrupt();
        }
    }
}
