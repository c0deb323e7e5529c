using Microsoft.Extensions.Options;

namespace OrleansPool.Transport;

/// <summary>Checks the settings of TLS, with the files that they name.</summary>
internal static class TlsOptionsCheck
{
    /// <summary>A sentence for each setting that is wrong; the files are only looked at when all others are right.</summary>
    public static IReadOnlyList<string> ErrorsIn(PoolTlsOptions options, TlsRole role)
    {
        List<string> errors = [];
        if (string.IsNullOrWhiteSpace(options.CertificateFile))
        {
            errors.Add("Tls.CertificateFile is not set. Set it to the file with the certificate, PEM.");
        }

        if (string.IsNullOrWhiteSpace(options.AuthorityFile))
        {
            errors.Add("Tls.AuthorityFile is not set. Set it to the file with the certificate of the authority that issues those of silos and clients, PEM.");
        }

        if (!IsDnsName(options.SiloName))
        {
            errors.Add($"Tls.SiloName is '{options.SiloName}', which is no DNS name. Leave it unset for '{PoolTlsOptions.DefaultSiloName}'.");
        }

        foreach (string name in options.ClientNames.Where(name => !IsDnsName(name)))
        {
            errors.Add($"Tls.ClientNames has '{name}', which is no DNS name.");
        }

        if (options.HandshakeTimeout < TimeSpan.FromMilliseconds(1) || options.HandshakeTimeout > PoolTlsOptions.MaxHandshakeTimeout)
        {
            errors.Add(
                $"Tls.HandshakeTimeout is {options.HandshakeTimeout}; it must be 1 ms to {PoolTlsOptions.MaxHandshakeTimeout.TotalMinutes:F0} minutes. "
                + $"Leave it unset for {PoolTlsOptions.DefaultHandshakeTimeout.TotalSeconds:F0} s.");
        }

        if (errors.Count == 0)
        {
            try
            {
                TlsIdentity.Load(TlsFiles.Read(options), options, role, DateTimeOffset.UtcNow);
            }
            catch (TlsFileException wrong)
            {
                errors.Add(wrong.Message);
            }
        }

        return errors;
    }

    /// <summary>Settings as they are given in code, checked.</summary>
    /// <exception cref="OptionsValidationException">Settings are wrong; all that are wrong are named.</exception>
    public static PoolTlsOptions Make(Action<PoolTlsOptions> configure, TlsRole role)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var options = new PoolTlsOptions();
        configure(options);
        return ErrorsIn(options, role) is { Count: > 0 } errors
            ? throw new OptionsValidationException(nameof(PoolTlsOptions), typeof(PoolTlsOptions), errors)
            : options;
    }

    private static bool IsDnsName(string name) => Uri.CheckHostName(name) == UriHostNameType.Dns;
}
