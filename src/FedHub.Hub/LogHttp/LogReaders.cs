using System.Security.Cryptography.X509Certificates;

namespace FedHub.Hub;

/// <summary>Who a client certificate belongs to, asked anew for each request: a connection outlives neither membership nor enrolment.</summary>
internal sealed class LogReaders(MemberRegistry members, AuditorBook auditors, TimeProvider clock)
{
    /// <summary>The reader; null when the certificate is nobody's who may read.</summary>
    internal async ValueTask<LogReader?> IdentifyAsync(X509Certificate2? certificate, CancellationToken cancellationToken)
    {
        if (certificate is null)
        {
            return LogReader.Anybody;
        }

        if (Grpc.TlsCertificateCheck.ValidUntil(certificate) <= clock.GetUtcNow())
        {
            return null;
        }

        var key = CallerKey.Of(certificate);
        if (members.Identify(key).IsAccepted(out var member, out _))
        {
            return new LogReader(LogReaderKind.Member, member.Id);
        }

        return await auditors.FindAsync(key.Spki, cancellationToken) switch
        {
            null => null,
            { Country: null } => new LogReader(LogReaderKind.RegionalAuditor, null),
            { Country: { } country } => new LogReader(LogReaderKind.NationalAuditor, country),
        };
    }
}
