using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Metadata;
using OrleansPool.Agents;
using OrleansPool.Coordination;
using OrleansPool.Hosting;
using OrleansPool.Locating;
using OrleansPool.Wire;

namespace OrleansPool.UnitTests.Locating;

public sealed class CoordinatorDirectoryTests : IAgentDirectory, IClusterMembershipService, IClusterManifestProvider, ILocalSiloDetails
{
    private const string Pool = "a";

    private static readonly GrainId Coordinator = GrainId.Create(CoordinatorGrain.GrainTypeName, Pool);
    private static readonly int Port = FreePort();
    private static readonly SiloAddress Here = Silo(1);
    private static readonly SiloAddress Member = Silo(2);
    private static readonly SiloAddress Another = Silo(3);
    private static readonly SiloAddress Stranger = Silo(4);

    private readonly AttachedCoordinators _attached = new();
    private readonly Dictionary<SiloAddress, Func<Task<GrainAddress?>>> _answers = [];
    private readonly List<SiloAddress> _asked = [];
    private readonly StoreStub _store = new();
    private readonly LeavingSilos _leaving;
    private readonly Departures _departures = new(TimeProvider.System);
    private readonly CoordinatorDirectory _directory;

    public CoordinatorDirectoryTests()
    {
        _leaving = new LeavingSilos(this);
        var lost = new LostSilos(_store, this, _leaving, TimeProvider.System, NullLogger<LostSilos>.Instance);
        _directory = new CoordinatorDirectory(new HostedCoordinators(), _attached, this, this, this, new PoolSilos(this, this), _leaving, lost, _departures);
    }

    public ClusterMembershipSnapshot CurrentSnapshot { get; } = new(
        new[] { Here, Member, Another }.ToImmutableDictionary(silo => silo, silo => new ClusterMember(silo, SiloStatus.Active, $"{silo}")),
        new MembershipVersion(1));

    public IAsyncEnumerable<ClusterMembershipSnapshot> MembershipUpdates => throw new NotSupportedException();

    public ClusterManifest Current { get; } = new(MajorMinorVersion.Zero, ImmutableDictionary<SiloAddress, GrainManifest>.Empty);

    public IAsyncEnumerable<ClusterManifest> Updates => throw new NotSupportedException();

    public GrainManifest LocalGrainManifest => throw new NotSupportedException();

    public string Name => "here";

    public string ClusterId => "cluster";

    public string DnsHostName => "localhost";

    public SiloAddress SiloAddress => Here;

    public SiloAddress GatewayAddress => Here;

    [Fact]
    public async Task Lookup_AsksAllOtherMembers()
    {
        Assert.Null(await _directory.Lookup(Coordinator));
        Assert.Equal([Member, Another], _asked.Order());
    }

    [Fact]
    public async Task Lookup_OfOneThatASiloHas_WaitsForNoOther()
    {
        _answers[Member] = () => new TaskCompletionSource<GrainAddress?>().Task;
        _answers[Another] = () => Task.FromResult<GrainAddress?>(At(Another));

        Assert.Equal(At(Another), await _directory.Lookup(Coordinator));
    }

    [Fact]
    public async Task Lookup_OfOneThatHasAttachedThisSilo_FindsItOnASiloThatIsNoMemberYet()
    {
        _answers[Stranger] = () => Task.FromResult<GrainAddress?>(At(Stranger));
        Assert.Null(await _directory.Lookup(Coordinator));

        _attached.Set(Pool, Stranger);
        Assert.Equal(At(Stranger), await _directory.Lookup(Coordinator));
        Assert.Null(await _directory.Lookup(GrainId.Create(CoordinatorGrain.GrainTypeName, "b")));

        _attached.Remove(Pool);
        Assert.Null(await _directory.Lookup(Coordinator));
    }

    [Fact]
    public async Task Lookup_OfOneThatHasAttachedThisSilo_AsksAMemberOnce()
    {
        _attached.Set(Pool, Member);

        Assert.Null(await _directory.Lookup(Coordinator));
        Assert.Equal([Member, Another], _asked.Order());
    }

    [Fact]
    public async Task Lookup_WhenASiloThatIsNoMemberDoesNotAnswer_SaysThatItIsNowhere()
    {
        _attached.Set(Pool, Stranger);
        _answers[Stranger] = () => throw new TimeoutException();

        Assert.Null(await _directory.Lookup(Coordinator));
    }

    [Fact]
    public async Task Lookup_WhenAMemberDoesNotAnswer_DoesNotSayThatItIsNowhere()
    {
        _answers[Member] = () => throw new TimeoutException();

        await Assert.ThrowsAsync<TimeoutException>(() => _directory.Lookup(Coordinator));
    }

    [Fact]
    public async Task Lookup_WhenAMemberDoesNotAnswerNorTheStoreAndNobodyListensThere_SaysThatItIsNowhere()
    {
        _answers[Member] = () => throw new TimeoutException();
        _store.Answer = () => throw new TimeoutException();

        Assert.Null(await _directory.Lookup(Coordinator));
        Assert.False(_leaving.IsStaying(Member));
    }

    [Fact]
    public async Task Lookup_WhenAMemberDoesNotAnswerNorTheStoreButSomebodyListensThere_DoesNotSayThatItIsNowhere()
    {
        using var listener = new TcpListener(Member.Endpoint);
        listener.Start();
        _answers[Member] = () => throw new TimeoutException();
        _store.Answer = () => throw new TimeoutException();

        await Assert.ThrowsAsync<TimeoutException>(() => _directory.Lookup(Coordinator));
    }

    [Fact]
    public async Task Lookup_WhenAMemberThatHasSaidItIsAboutToStopDoesNotAnswer_SaysThatItIsNowhere()
    {
        _leaving.Add(Member);
        _answers[Member] = () => throw new TimeoutException();

        Assert.Null(await _directory.Lookup(Coordinator));
    }

    [Fact]
    public async Task Register_OnASiloThatIsAboutToStop_NamesOneThatIsNot()
    {
        _leaving.Add(Member);
        _departures.Begin();

        GrainAddress? registered = await _directory.Register(At(Here));
        Assert.Equal((Coordinator, Another), (registered?.GrainId, registered?.SiloAddress));
        Assert.Null(await _directory.Lookup(Coordinator));
    }

    [Fact]
    public async Task Register_OnASiloThatIsAboutToStopWithAllOthers_StaysThere()
    {
        _leaving.Add(Member);
        _leaving.Add(Another);
        _departures.Begin();

        Assert.Equal(At(Here), await _directory.Register(At(Here)));
    }

    [Fact]
    public async Task Register_OfOneThatIsOnASiloThatIsNoMemberYet_GivesThatOne()
    {
        _attached.Set(Pool, Stranger);
        _answers[Stranger] = () => Task.FromResult<GrainAddress?>(At(Stranger));

        Assert.Equal(At(Stranger), await _directory.Register(At(Here)));
        Assert.Equal(At(Stranger), await _directory.Lookup(Coordinator));
    }

    ISiloAgent IAgentDirectory.Of(SiloAddress silo) => new FakeAgent(() =>
    {
        _asked.Add(silo);
        return _answers.TryGetValue(silo, out Func<Task<GrainAddress?>>? answer) ? answer() : Task.FromResult<GrainAddress?>(null);
    });

    ValueTask IClusterMembershipService.Refresh(MembershipVersion minimumVersion, CancellationToken cancellationToken) => throw new NotSupportedException();

    Task<bool> IClusterMembershipService.TryKill(SiloAddress siloAddress) => throw new NotSupportedException();

    /// <summary>At an address of this machine, where nobody listens.</summary>
    private static SiloAddress Silo(int number) => SiloAddress.New(new IPAddress([127, 0, 0, (byte)number]), Port, 1);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static GrainAddress At(SiloAddress silo) => new() { GrainId = Coordinator, SiloAddress = silo, ActivationId = new(new Guid(silo.Endpoint.Address.GetAddressBytes()[3], 0, 0, new byte[8])) };

    private sealed class FakeAgent(Func<Task<GrainAddress?>> locate) : ISiloAgent
    {
        public Task<GrainAddress?> LocateAsync(LocateRequest request) => locate();

        public Task<AttachReply> AttachAsync(AttachRequest request) => throw new NotSupportedException();

        public Task<AssignReply> AssignAsync(AssignMessage message) => throw new NotSupportedException();

        public Task<ShareReply> ShareAsync(ShareMessage message) => throw new NotSupportedException();

        public Task LeavingAsync(SiloAddress silo) => throw new NotSupportedException();

        public Task DetachAsync(string pool, long epoch) => throw new NotSupportedException();
    }
}
