namespace OrleansPool.Transport;

/// <summary>Why a connection was refused, in kinds of which each is logged by itself.</summary>
internal enum TlsReasonKind
{
    /// <summary>It speaks something else, or nothing that can be understood.</summary>
    NotTls,

    /// <summary>It does not begin as Orleans does, at a silo without TLS.</summary>
    NotOrleans,

    /// <summary>It took too long.</summary>
    Timeout,

    /// <summary>There were too many handshakes at the same time.</summary>
    TooMany,

    /// <summary>The other side showed no certificate.</summary>
    NoCertificate,

    /// <summary>The certificate was issued by a stranger.</summary>
    Stranger,

    /// <summary>The certificate is expired, or not valid yet.</summary>
    Expired,

    /// <summary>The certificate is for another name.</summary>
    WrongName,

    /// <summary>The certificate is not for this use, or is wrong in another way.</summary>
    Unfit,

    /// <summary>The other side refuses this one.</summary>
    RefusedHere,

    /// <summary>The other side went away.</summary>
    Gone,
}
