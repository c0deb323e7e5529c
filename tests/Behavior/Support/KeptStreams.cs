using System.Collections.Concurrent;
using Orleans.Streams;

namespace OrleansPool.BehaviorTests.Support;

/// <summary>
/// Streams that keep what they were given. Orleans' own in memory lose what is under way in a silo that stops, so of what a silo tells in its last moment they
/// say nothing.
/// </summary>
/// <param name="name">Of the provider.</param>
/// <param name="delay">How long each item takes.</param>
internal sealed class KeptStreams(string name, TimeSpan delay) : IStreamProvider
{
    public string Name => name;

    public bool IsRewindable => false;

    public ConcurrentQueue<object> Told { get; } = [];

    public IAsyncStream<T> GetStream<T>(StreamId streamId) => new KeptStream<T>(streamId, this, delay);

    private sealed class KeptStream<T>(StreamId id, KeptStreams streams, TimeSpan delay) : IAsyncStream<T>
    {
        public bool IsRewindable => false;

        public string ProviderName => streams.Name;

        public StreamId StreamId => id;

        public async Task OnNextAsync(T item, StreamSequenceToken? token = null)
        {
            await Task.Delay(delay);
            streams.Told.Enqueue(item!);
        }

        public Task OnNextBatchAsync(IEnumerable<T> batch, StreamSequenceToken? token = null) => Task.WhenAll(batch.Select(item => OnNextAsync(item)));

        public Task OnCompletedAsync() => Task.CompletedTask;

        public Task OnErrorAsync(Exception ex) => Task.CompletedTask;

        public Task<IList<StreamSubscriptionHandle<T>>> GetAllSubscriptionHandles() => throw new NotSupportedException();

        public Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncObserver<T> observer) => throw new NotSupportedException();

        public Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncObserver<T> observer, StreamSequenceToken? token, string? filterData = null) =>
            throw new NotSupportedException();

        public Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncBatchObserver<T> observer) => throw new NotSupportedException();

        public Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncBatchObserver<T> observer, StreamSequenceToken? token) =>
            throw new NotSupportedException();

        public int CompareTo(IAsyncStream<T>? other) => id.ToString().CompareTo(other?.StreamId.ToString(), StringComparison.Ordinal);

        public bool Equals(IAsyncStream<T>? other) => other?.StreamId == id;
    }
}
