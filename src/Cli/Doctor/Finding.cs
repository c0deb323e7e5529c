namespace OrleansPool.Cli.Doctor;

/// <summary>One thing that the doctor has looked at.</summary>
/// <param name="Check">What was looked at.</param>
/// <param name="State">How it is.</param>
/// <param name="Text">What was found, and what to do if that is not as it should be.</param>
internal sealed record Finding(string Check, FindingState State, string Text);
