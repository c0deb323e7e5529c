using System.Net;

namespace OrleansPool.Hosting;

/// <summary>What is known of a host.</summary>
/// <param name="Addresses">Its addresses.</param>
/// <param name="Error">Why there are none, if there are none.</param>
internal readonly record struct HostAddresses(IPAddress[] Addresses, string Error);
