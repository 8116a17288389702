// A private endpoint and its name resolution for each target.
param name string
param location string
param subnetId string
param networkId string

@description('What to reach: the sub-resource (table, blob, vault), the resource, its private zone.')
param targets { service: string, resourceId: string, zone: string }[]

resource zones 'Microsoft.Network/privateDnsZones@2024-06-01' = [
  for target in targets: {
    name: target.zone
    location: 'global'
  }
]

resource links 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = [
  for (target, i) in targets: {
    parent: zones[i]
    name: '${name}-link'
    location: 'global'
    properties: {
      registrationEnabled: false
      virtualNetwork: { id: networkId }
    }
  }
]

resource endpoints 'Microsoft.Network/privateEndpoints@2024-07-01' = [
  for target in targets: {
    name: '${name}-${target.service}'
    location: location
    properties: {
      subnet: { id: subnetId }
      privateLinkServiceConnections: [
        {
          name: target.service
          properties: {
            privateLinkServiceId: target.resourceId
            groupIds: [target.service]
          }
        }
      ]
    }
  }
]

resource groups 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2024-07-01' = [
  for (target, i) in targets: {
    parent: endpoints[i]
    name: 'default'
    properties: {
      privateDnsZoneConfigs: [
        { name: target.service, properties: { privateDnsZoneId: zones[i].id } }
      ]
    }
  }
]
