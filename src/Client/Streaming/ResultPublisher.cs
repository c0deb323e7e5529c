using Microsoft.Extensions.DependencyInjection;
using Orleans.Streams;
using OrleansPool.Failures;
using OrleansPool.Payloads;
using OrleansPool.Session;
using OrleansPool.Wire;

namespace OrleansPool.Streaming;

/// <summary>
/// Puts a job's outcomes on a stream, in the order in which they come. An item counts as done only when the stream has it: so a slow stream slows its job
/// down, no more waits than the job's buffer, and a job that has ended well has lost none.
/// </summary>
/// <remarks>An item whose sending failed is sent again, and may then be there twice.</remarks>
internal sealed class ResultPublisher<TResult>
{
    /// <summary>How long the stream may fail before the job does.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ResultStream _target;
    private readonly IAsyncStream<ItemResult<TResult>> _stream;
    private readonly string _job;
    private readonly PayloadSerializer _results;
    private readonly Action<Exception> _failed;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private readonly Queue<(List<ItemResult<TResult>> Items, Action Done)> _waiting = new();
    private readonly Pump _pump;
    private bool _isOver;

    private ResultPublisher(ResultStream target, IStreamProvider provider, string job, PayloadSerializer results, Action<Exception> failed, TimeProvider time)
    {
        _target = target;
        _stream = provider.GetStream<ItemResult<TResult>>(StreamId.Create(target.Namespace, target.Key));
        _job = job;
        _results = results;
        _failed = failed;
        _time = time;
        _pump = new Pump(SendAllAsync, TaskScheduler.Default);
    }

    /// <summary>Null for a job that asks for no stream.</summary>
    /// <exception cref="InvalidOperationException">The client has no such provider.</exception>
    public static ResultPublisher<TResult>? Create(JobPlan plan, IServiceProvider services, Action<Exception> failed, TimeProvider time)
    {
        if (plan.Options.ResultStream is not { } target)
        {
            return null;
        }

        IStreamProvider provider = services.GetKeyedService<IStreamProvider>(target.Provider) ?? throw new InvalidOperationException(
            $"JobOptions.ResultStream names stream provider '{target.Provider}', which the pool's client does not have. Add it there, for example "
            + $"Pool.ConnectAsync(client => client.AddMemoryStreams(\"{target.Provider}\")), and on the silos.");
        return new ResultPublisher<TResult>(target, provider, plan.Start.Id, plan.Results, failed, time);
    }

    /// <param name="segment">Outcomes.</param>
    /// <param name="range">Those of its items that end with it.</param>
    /// <param name="done">Called when the stream has them.</param>
    public void Publish(Segment segment, ItemRange range, Action done)
    {
        List<ItemResult<TResult>> items = Decode(segment, range);
        lock (_gate)
        {
            if (_isOver)
            {
                return;
            }

            _waiting.Enqueue((items, done));
        }

        _pump.Signal();
    }

    /// <summary>The job has ended: what waits is not sent any more.</summary>
    public void End()
    {
        lock (_gate)
        {
            _isOver = true;
            _waiting.Clear();
        }
    }

    private List<ItemResult<TResult>> Decode(Segment segment, ItemRange range)
    {
        var decoder = new BlockDecoder<TResult>(_results);
        Dictionary<int, Failure> failures = segment.Failures.ToDictionary(failure => failure.Offset, failure => failure.Failure);
        List<ItemResult<TResult>> items = new(range.Count);
        for (long index = range.First; index < range.End; index++)
        {
            int offset = (int)(index - segment.First);
            items.Add(failures.TryGetValue(offset, out Failure? failure)
                ? new ItemResult<TResult> { JobId = _job, Index = index, ErrorType = failure.TypeName, ErrorMessage = failure.Message }
                : Decode(decoder, segment.Values, offset, index));
        }

        return items;
    }

    private ItemResult<TResult> Decode(BlockDecoder<TResult> decoder, ItemBlock values, int offset, long index)
    {
        try
        {
            return new ItemResult<TResult> { JobId = _job, Index = index, Value = decoder.Decode(values, offset) };
        }
        catch (Exception error)
        {
            // The caller gets the same as the item's failure.
            return new ItemResult<TResult> { JobId = _job, Index = index, ErrorType = error.GetType().FullName, ErrorMessage = error.Message };
        }
    }

    private async Task SendAllAsync()
    {
        while (Next() is { } next)
        {
            if (!await SendAsync(next.Items).ConfigureAwait(false))
            {
                return;
            }

            next.Done();
        }
    }

    private (List<ItemResult<TResult>> Items, Action Done)? Next()
    {
        lock (_gate)
        {
            return _waiting.TryDequeue(out (List<ItemResult<TResult>> Items, Action Done) next) ? next : null;
        }
    }

    private async Task<bool> SendAsync(List<ItemResult<TResult>> items)
    {
        var backOff = new BackOff(_time);
        long started = _time.GetTimestamp();
        int sent = 0;
        while (true)
        {
            try
            {
                for (; sent < items.Count; sent++)
                {
                    // One by one: not all providers take batches.
                    await _stream.OnNextAsync(items[sent]).ConfigureAwait(false);
                }

                return true;
            }
            catch (Exception error)
            {
                if (_time.GetElapsedTime(started) > Patience)
                {
                    End();
                    _failed(new ResultStreamException(
                        $"The results of job {_job} could not be put on stream {_target.Namespace}/{_target.Key} of provider '{_target.Provider}' for {Patience.TotalSeconds:F0} s, "
                        + $"at item {items[sent].Index}: {error.Message} Look at the provider, or leave JobOptions.ResultStream unset.",
                        error));
                    return false;
                }
            }

            await backOff.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }
}
