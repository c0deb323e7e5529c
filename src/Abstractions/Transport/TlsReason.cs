namespace OrleansPool.Transport;

/// <summary>Why a connection was refused.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Text">In words, to follow a colon.</param>
internal readonly record struct TlsReason(TlsReasonKind Kind, string Text);
