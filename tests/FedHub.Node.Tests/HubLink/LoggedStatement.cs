using System.Text;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;

namespace FedHub.Node.Tests.HubLink;

/// <summary>A statement that the hub took.</summary>
internal sealed record LoggedStatement(MemberId Member, string Kind, string Key, Envelope Statement)
{
    public string Json => Encoding.UTF8.GetString(Statement.Payload.Span);
}
