using FedHub.Contracts.Common.V1;
using FedHub.Contracts.Directory.V1;
using FedHub.Protocol;
using Google.Protobuf;

namespace FedHub.Node.Keys;

/// <summary>A member's entry in the directory, made by its node and signed into the directory by the federation.</summary>
/// <param name="Member">As the directory lists it.</param>
public sealed record MemberDescriptor(ListedMember Member)
{
    /// <summary>Protobuf encoding of <c>fedhub.directory.v1.Member</c>.</summary>
    public byte[] ToBytes() => ToMessage().ToByteArray();

    /// <summary>Its JSON mapping, indented, for <c>fedhub federation admit</c>.</summary>
    public string ToJson() => new JsonFormatter(JsonFormatter.Settings.Default.WithIndentation()).Format(ToMessage());

    internal Member ToMessage()
    {
        var message = new Member { Id = Member.Id.ToString(), DisplayName = Member.DisplayName, Suspended = Member.Suspended };
        message.Keys.AddRange(Member.Keys.Select(key => new PublicKey
        {
            Use = (Contracts.Directory.V1.KeyUse)(int)key.Use,
            Key = ByteString.CopyFrom(key.Key.Span),
            ValidFromMs = key.ValidFrom.ToUnixTimeMilliseconds(),
            ValidUntilMs = key.ValidUntil?.ToUnixTimeMilliseconds() ?? 0,
        }));
        foreach (var collection in Member.Collections)
        {
            var entry = new Collection { Name = collection.Name.ToString() };
            entry.Slots.AddRange(collection.Ceilings.OrderBy(ceiling => ceiling.Key).Select(ceiling => new SlotCeiling
            {
                IdentifierClass = (IdentifierClass)(int)ceiling.Key,
                MaxEntries = ceiling.Value,
            }));
            message.Collections.Add(entry);
        }

        message.Desks.AddRange(Member.Desks.Select(desk => new DeskEntry { Name = desk.Name, Contact = desk.Contact }));
        return message;
    }
}
