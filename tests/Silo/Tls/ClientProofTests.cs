using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.DependencyInjection;
using OrleansPool.Transport;
using OrleansPool.Wire;

namespace OrleansPool.SiloTests.Tls;

/// <summary>Who is believed to be whom by silos that a client has no connection with.</summary>
public sealed class ClientProofTests : IDisposable
{
    private const string PoolId = "0123456789abcdef";

    private readonly Authority _authority = new();
    private readonly Authority _stranger = new("Stranger");
    private readonly ServiceProvider _services = new ServiceCollection().AddLogging().BuildServiceProvider();

    public void Dispose()
    {
        _authority.Dispose();
        _stranger.Dispose();
        _services.Dispose();
    }

    [Fact]
    public void OwnProof_IsBelieved_ForItsPoolOnly()
    {
        IssuedFiles alice = _authority.Client("alice.test");
        ClientProof proof = ProofOf(alice);
        Assert.Equal(alice.Subject, Silo().WhoProves(proof, PoolId)?.Subject);
        Assert.Null(Silo().WhoProves(proof, "another pool"));
    }

    [Fact]
    public void CertificateOfAnother_WithAnOwnSignature_IsNotBelieved()
    {
        ClientProof alice = ProofOf(_authority.Client("alice.test"));
        ClientProof mallory = ProofOf(_authority.Client("mallory.test"));
        Assert.Null(Silo().WhoProves(new ClientProof { Certificates = alice.Certificates, Signature = mallory.Signature }, PoolId));
        Assert.Null(Silo().WhoProves(new ClientProof { Certificates = [.. alice.Certificates, .. mallory.Certificates], Signature = mallory.Signature }, PoolId));
        Assert.Null(Silo().WhoProves(new ClientProof { Certificates = alice.Certificates, Signature = [] }, PoolId));
    }

    [Fact]
    public void SameNameOfAnotherAuthority_AndCertificatesThatAreExpiredOrNone_AreNotBelieved()
    {
        Assert.Null(Silo().WhoProves(ProofOf(_stranger.Client("alice.test")), PoolId));
        ClientProof alice = ProofOf(_authority.Client("alice.test"));
        Assert.Null(Silo().WhoProves(new ClientProof { Certificates = [[1, 2, 3]], Signature = alice.Signature }, PoolId));
        Assert.Null(Silo().WhoProves(new ClientProof { Certificates = [], Signature = alice.Signature }, PoolId));
        Assert.Null(Silo().WhoProves(new ClientProof { Certificates = [.. Enumerable.Repeat(alice.Certificates[0], 9)], Signature = alice.Signature }, PoolId));

        // It could prove it while it was valid.
        IssuedFiles old = _authority.Issue("alice.test", isSilo: false, validFor: TimeSpan.FromDays(-1));
        using X509Certificate2 expired = X509Certificate2.CreateFromPemFile(old.Certificate, old.Key);
        using ECDsa key = expired.GetECDsaPrivateKey()!;
        byte[] signature = key.SignData(ClientProof.TextOf(PoolId), HashAlgorithmName.SHA256);
        Assert.Null(Silo().WhoProves(new ClientProof { Certificates = [expired.RawData], Signature = signature }, PoolId));
    }

    [Fact]
    public void ClientThatIsNotListed_IsNotBelieved()
    {
        TlsTransport silo = Silo("alice.test");
        Assert.NotNull(silo.WhoProves(ProofOf(_authority.Client("alice.test")), PoolId));
        Assert.Null(silo.WhoProves(ProofOf(_authority.Client("mallory.test")), PoolId));
    }

    private ClientProof ProofOf(IssuedFiles client) => new TlsTransport(client.Options, TlsRole.Client, _services).Prove(PoolId)!;

    private TlsTransport Silo(params string[] clients)
    {
        PoolTlsOptions options = _authority.Silo().Options;
        foreach (string client in clients)
        {
            options.ClientNames.Add(client);
        }

        return new TlsTransport(options, TlsRole.Silo, _services);
    }
}
