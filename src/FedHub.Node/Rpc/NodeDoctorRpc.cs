using FedHub.Contracts.Node.V1;
using FedHub.Node.Doctor;
using FedHub.Protocol;
using Grpc.Core;

namespace FedHub.Node.Rpc;

/// <summary>What the running node tells of itself to <c>fedhub node doctor</c>.</summary>
internal sealed class NodeDoctorRpc(NodeLiveDoctor doctor) : NodeDoctorService.NodeDoctorServiceBase
{
    public override async Task<DiagnoseNodeResponse> DiagnoseNode(DiagnoseNodeRequest request, ServerCallContext context)
    {
        var response = new DiagnoseNodeResponse();
        response.Findings.AddRange((await doctor.ExamineAsync(request.SelfTest, context.CancellationToken)).Select(FindingCodec.ToProto));
        return response;
    }
}
