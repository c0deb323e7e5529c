using System.Buffers;
using System.IO.Pipelines;

namespace OrleansPool.Transport;

/// <summary>The first bytes of everybody who speaks TLS. Who sends others is known before anything costs more than six bytes.</summary>
internal static class ClientHello
{
    private const int Length = 6;
    private const byte HandshakeRecord = 0x16;
    private const byte MajorVersion = 3;
    private const byte HelloMessage = 1;
    private const int MostInRecord = 16 * 1024;

    /// <summary>Waits for the first bytes, and leaves them where they are.</summary>
    /// <returns>Null when TLS begins so, else what is wrong.</returns>
    public static async ValueTask<TlsReason?> LookAsync(PipeReader input, CancellationToken cancellationToken)
    {
        ReadResult read = await input.ReadAtLeastAsync(Length, cancellationToken).ConfigureAwait(false);
        TlsReason? reason = read.Buffer.Length < Length
            ? new TlsReason(TlsReasonKind.Gone, "it went away during the handshake")
            : IsHello(read.Buffer) ? null : new TlsReason(TlsReasonKind.NotTls, "it does not speak TLS");
        input.AdvanceTo(read.Buffer.Start);
        return reason;
    }

    /// <summary>Whether the first two bytes are those of a handshake.</summary>
    public static bool Begins(ReadOnlySpan<byte> first) => first[0] == HandshakeRecord && first[1] == MajorVersion;

    private static bool IsHello(in ReadOnlySequence<byte> buffer)
    {
        Span<byte> first = stackalloc byte[Length];
        buffer.Slice(0, Length).CopyTo(first);
        int length = (first[3] << 8) | first[4];
        return Begins(first) && length is > Length and <= MostInRecord && first[5] == HelloMessage;
    }
}
