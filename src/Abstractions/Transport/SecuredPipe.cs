using System.IO.Pipelines;
using System.Net.Security;

namespace OrleansPool.Transport;

/// <summary>What is sent and received within TLS, as the pipe that takes the place of the connection's own.</summary>
internal sealed class SecuredPipe(SslStream stream) : IDuplexPipe
{
    /// <summary>As much as one record of TLS can hold, so that a large message takes as few as possible.</summary>
    private const int RecordBytes = 16 * 1024;

    public PipeReader Input { get; } = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: RecordBytes, minimumReadSize: 1024, leaveOpen: true));

    public PipeWriter Output { get; } = PipeWriter.Create(stream, new StreamPipeWriterOptions(minimumBufferSize: RecordBytes, leaveOpen: true));
}
