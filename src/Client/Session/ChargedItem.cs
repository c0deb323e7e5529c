namespace OrleansPool.Session;

/// <summary>Losses that an awaited item is charged with.</summary>
/// <param name="Losses">How many.</param>
/// <param name="Offers">How often its chunk had been offered then: what was in doubt before is certain now.</param>
internal readonly record struct ChargedItem(int Losses, int Offers);
