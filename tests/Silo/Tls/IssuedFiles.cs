namespace OrleansPool.SiloTests.Tls;

/// <summary>A certificate and its key in files.</summary>
internal sealed record IssuedFiles(string Subject, string Certificate, string Key, string Authority)
{
    /// <summary>For the command line of a silo.</summary>
    public string[] Arguments => ["--tls-certificate", Certificate, "--tls-key", Key, "--tls-ca", Authority];

    /// <summary>For a client.</summary>
    public PoolTlsOptions Options => new() { CertificateFile = Certificate, KeyFile = Key, AuthorityFile = Authority };

    /// <summary>For a client that trusts another authority as well.</summary>
    public PoolTlsOptions WithAlso(Tls.Authority other)
    {
        string both = $"{Certificate}.authorities";
        File.WriteAllText(both, File.ReadAllText(Authority) + "\n" + File.ReadAllText(other.File));
        return new() { CertificateFile = Certificate, KeyFile = Key, AuthorityFile = both };
    }

    /// <summary>Puts others' content in the place of these.</summary>
    public void ReplaceBy(IssuedFiles other)
    {
        File.Copy(other.Certificate, Certificate, overwrite: true);
        File.Copy(other.Key, Key, overwrite: true);
    }
}
