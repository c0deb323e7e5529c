using System.Security.Authentication;

namespace OrleansPool.Transport;

/// <summary>What the exceptions of a handshake mean.</summary>
internal static class TlsErrors
{
    public static TlsReason ReasonOf(Exception error)
    {
        string text = error.GetBaseException().Message.ReplaceLineEndings(" ").TrimEnd('.');
        if (text.Contains("alert", StringComparison.OrdinalIgnoreCase))
        {
            return new(TlsReasonKind.RefusedHere, $"it refuses the certificate that is shown to it, or cannot speak TLS 1.2 ({text})");
        }

        return error is AuthenticationException
            ? new(TlsReasonKind.NotTls, $"it does not speak TLS, or not as it is spoken here ({text})")
            : new(TlsReasonKind.Gone, $"it went away during the handshake ({text})");
    }
}
