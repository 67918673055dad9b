using FedHub.Protocol;

namespace FedHub.Node.Keys;

/// <summary>A member's entry in the directory, made by its node and signed into the directory by the federation.</summary>
/// <param name="Member">As the directory lists it.</param>
public sealed record MemberDescriptor(ListedMember Member)
{
    /// <summary>Protobuf encoding of <c>fedhub.directory.v1.Member</c>.</summary>
    public byte[] ToBytes() => throw new NotSupportedException();

    /// <summary>Its JSON mapping, indented, for <c>fedhub federation admit</c>.</summary>
    public string ToJson() => throw new NotSupportedException();
}
