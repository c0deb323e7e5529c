using Akka.Actor;
using Akka.Cluster.Routing;
using Akka.Routing;
using OrleansPool.Benchmarks.Peers.Jobs;
using OrleansPool.Benchmarks.Peers.Nodes;
using OrleansPool.Processes;

namespace OrleansPool.Benchmarks.Peers.Peers.Calls.Actors;

/// <summary>A cluster router pool of Akka.NET: a node with as many actors as workers, each item a message and an answer.</summary>
internal sealed class AkkaPeer : CallPeer
{
    /// <summary>Messages wait in the mailboxes anyway; with more of them at a time more go in one write.</summary>
    private const int CallsAtATime = 1024;

    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(60);

    private ChildProcess? _node;
    private ActorSystem? _system;
    private IActorRef? _router;
    private int _workers;

    public override string Version => $"Akka.NET {typeof(ActorSystem).Assembly.GetName().Version?.ToString(3)} on .NET {Environment.Version}";

    public override async Task PrepareAsync(Setup setup)
    {
        if (_system is null)
        {
            int port = FreePorts.Next();
            _node = await Node.StartAsync(Node.Actors, port);
            _system = ActorCluster.StartCaller(port);
        }

        if (_workers != setup.Workers)
        {
            _router?.Tell(PoisonPill.Instance);
            _router = await RouterAsync(_system, setup.Workers);
            _workers = setup.Workers;
        }
    }

    public override async ValueTask DisposeAsync()
    {
        _system?.Dispose();
        if (_node is not null)
        {
            await _node.DisposeAsync();
        }
    }

    protected override int LanesFor<TItem>() => CallsAtATime;

    protected override Task<TResult> CallAsync<TItem, TResult>(TItem item, int lane) =>
        _router.Ask<TResult>(item is ValueTuple<int, int> pair ? new PairMessage(pair.Item1, pair.Item2) : item);

    private static async Task<IActorRef> RouterAsync(ActorSystem system, int workers)
    {
        var settings = new ClusterRouterPoolSettings(totalInstances: workers, maxInstancesPerNode: workers, allowLocalRoutees: false, ActorCluster.NodeRole);
        IActorRef router = system.ActorOf(new ClusterRouterPool(new RoundRobinPool(workers), settings).Props(Props.Create<CallActor>()));
        using var limit = new CancellationTokenSource(StartPatience);
        while ((await router.Ask<Routees>(GetRoutees.Instance, limit.Token)).Members.Count() < workers)
        {
            await Task.Delay(20, limit.Token);
        }

        return router;
    }
}
