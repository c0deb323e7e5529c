using System.Text.Json;
using OrleansPool.Benchmarks.Peers.Jobs;
using OrleansPool.Benchmarks.Peers.Peers;

namespace OrleansPool.Benchmarks.Peers.Serving;

/// <summary>The process of a peer: a job comes as a line, its answer goes as a line, until no more come.</summary>
internal sealed class PeerServer(IPeer peer, TextReader jobs, TextWriter answers)
{
    public async Task RunAsync()
    {
        await SayAsync(new Answer { Version = peer.Version });
        while (await jobs.ReadLineAsync() is { } line)
        {
            await SayAsync(await AnswerAsync(line));
        }
    }

    private async Task<Answer> AnswerAsync(string line)
    {
        try
        {
            Job job = JobLines.ReadJob(line);
            if (peer.WhyNot(job) is { } reason)
            {
                return new Answer { DoesNotApply = reason };
            }

            await peer.PrepareAsync(job.Setup);
            return new Answer { Timing = await new JobRun(peer, job).TimeAsync() };
        }
        catch (WrongResultException error)
        {
            return new Answer { Error = error.Message };
        }
        catch (Exception error) when (error is not JsonException)
        {
            // Whatever a peer does wrong is a line in the table.
            return new Answer { Error = $"{error.GetType().Name}: {error.Message}" };
        }
    }

    private async Task SayAsync(Answer answer)
    {
        await answers.WriteLineAsync(JobLines.Write(answer));
        await answers.FlushAsync();
    }
}
