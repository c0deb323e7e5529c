using Microsoft.Extensions.Options;

namespace OrleansPool.Transport;

/// <summary>The identity of this process, made again when its files have changed. Looked at when somebody connects, at most once a second.</summary>
internal sealed class TlsCertificates
{
    private static readonly TimeSpan LookPeriod = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan WarnPeriod = TimeSpan.FromHours(12);

    /// <summary>How long before it expires a certificate is warned of.</summary>
    private static readonly TimeSpan WarnBefore = TimeSpan.FromDays(7);

    private readonly Lock _gate = new();
    private readonly PoolTlsOptions _options;
    private readonly TlsRole _role;
    private readonly ConnectionAudit _audit;
    private readonly TimeProvider _time;
    private TlsIdentity _identity;
    private string _fingerprint;
    private long _looked;
    private long? _warned;

    /// <exception cref="OptionsValidationException">The files cannot be used.</exception>
    public TlsCertificates(PoolTlsOptions options, TlsRole role, ConnectionAudit audit, TimeProvider time)
    {
        _options = options;
        _role = role;
        _audit = audit;
        _time = time;
        try
        {
            TlsFiles files = TlsFiles.Read(options);
            _identity = TlsIdentity.Load(files, options, role, time.GetUtcNow());
            _fingerprint = files.Fingerprint();
            _looked = time.GetTimestamp();
        }
        catch (TlsFileException wrong)
        {
            throw new OptionsValidationException(nameof(PoolTlsOptions), typeof(PoolTlsOptions), [wrong.Message]);
        }
    }

    public TlsIdentity Current
    {
        get
        {
            lock (_gate)
            {
                if (_time.GetElapsedTime(_looked) >= LookPeriod)
                {
                    _looked = _time.GetTimestamp();
                    LookLocked();
                }

                WarnLocked();
                return _identity;
            }
        }
    }

    private void LookLocked()
    {
        try
        {
            TlsFiles files = TlsFiles.Read(_options);
            string fingerprint = files.Fingerprint();
            if (fingerprint == _fingerprint)
            {
                return;
            }

            // Also when they turn out to be of no use: each content is told of once.
            _fingerprint = fingerprint;
            _identity = TlsIdentity.Load(files, _options, _role, _time.GetUtcNow());
            _warned = null;
            _audit.CertificatesRead(_identity.Subject, _identity.Thumbprint, _identity.ValidUntil);
        }
        catch (TlsFileException wrong) when (wrong.InnerException is IOException or UnauthorizedAccessException)
        {
            // A file that is just being replaced may be missing for a moment; one that stays away is told of once as well.
            if (_fingerprint.Length > 0)
            {
                _fingerprint = "";
                _audit.CertificatesUnusable(wrong.Message);
            }
        }
        catch (TlsFileException wrong)
        {
            _audit.CertificatesUnusable(wrong.Message);
        }
    }

    private void WarnLocked()
    {
        if (_identity.ValidUntil - _time.GetUtcNow() < WarnBefore && (_warned is not { } last || _time.GetElapsedTime(last) >= WarnPeriod))
        {
            _warned = _time.GetTimestamp();
            _audit.CertificateExpires(_identity.Subject, _identity.ValidUntil);
        }
    }
}
