using System.Diagnostics;

namespace OrleansPool.Processes;

/// <summary>
/// Hosts of our own on this machine: network namespaces with an address each, joined by a bridge, whose cables can be pulled. Needs iproute2
/// and the right to make namespaces.
/// </summary>
internal sealed class NetworkHosts : IDisposable
{
    private readonly int _process = Environment.ProcessId;
    private readonly int _count;

    private NetworkHosts(int count) => _count = count;

    /// <summary>The address of this process' own side.</summary>
    public string Outside => Address(254);

    private string Bridge => $"opb{_process}";

    /// <exception cref="InvalidOperationException">Namespaces cannot be made here; the message says why.</exception>
    public static NetworkHosts Create(int count)
    {
        var hosts = new NetworkHosts(count);
        try
        {
            hosts.Build();
            return hosts;
        }
        catch
        {
            hosts.Dispose();
            throw;
        }
    }

    public SiloHost this[int host] => new(Address(host + 1), ["ip", "netns", "exec", Namespace(host)]);

    /// <summary>Pulls the cable of a host: it reaches nobody, and nobody reaches it.</summary>
    public void Cut(int host) => Run($"link set {Cable(host)} down");

    /// <summary>Puts it in again.</summary>
    public void Heal(int host) => Run($"link set {Cable(host)} up");

    /// <summary>Two hosts do not reach each other any more, while both reach all others.</summary>
    public void Part(int host, int other)
    {
        Run($"-n {Namespace(host)} route add blackhole {Address(other + 1)}/32");
        Run($"-n {Namespace(other)} route add blackhole {Address(host + 1)}/32");
    }

    /// <summary>Undoes <see cref="Part"/>.</summary>
    public void Join(int host, int other)
    {
        Run($"-n {Namespace(host)} route del blackhole {Address(other + 1)}/32");
        Run($"-n {Namespace(other)} route del blackhole {Address(host + 1)}/32");
    }

    public void Dispose()
    {
        for (int host = 0; host < _count; host++)
        {
            Try($"link del {Cable(host)}");
            Try($"netns del {Namespace(host)}");
        }

        Try($"link del {Bridge}");
    }

    private void Build()
    {
        Run($"link add {Bridge} type bridge");
        Run($"addr add {Outside}/24 dev {Bridge}");
        Run($"link set {Bridge} up");
        for (int host = 0; host < _count; host++)
        {
            Run($"netns add {Namespace(host)}");
            Run($"link add {Cable(host)} type veth peer name eth0 netns {Namespace(host)}");
            Run($"link set {Cable(host)} master {Bridge} up");
            Run($"-n {Namespace(host)} addr add {Address(host + 1)}/24 dev eth0");
            Run($"-n {Namespace(host)} link set eth0 up");
            Run($"-n {Namespace(host)} link set lo up");
        }
    }

    private string Address(int number) => $"10.213.{_process % 250}.{number}";

    private string Namespace(int host) => $"orleanspool-{_process}-{host}";

    private string Cable(int host) => $"opv{_process}-{host}";

    private static void Run(string arguments)
    {
        if (Execute(arguments) is { } error)
        {
            throw new InvalidOperationException($"'ip {arguments}' failed: {error} Network namespaces need iproute2 and root.");
        }
    }

    private static void Try(string arguments) => Execute(arguments);

    private static string? Execute(string arguments)
    {
        try
        {
            using Process ip = Process.Start(new ProcessStartInfo("ip", arguments) { RedirectStandardError = true })!;
            string error = ip.StandardError.ReadToEnd().Trim();
            ip.WaitForExit();
            return ip.ExitCode == 0 ? null : error;
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            return error.Message;
        }
    }
}
