// One network: a subnet that the web app sends from, a subnet that the private endpoints stand in.
param name string
param location string

resource network 'Microsoft.Network/virtualNetworks@2024-07-01' = {
  name: '${name}-network'
  location: location
  properties: {
    addressSpace: { addressPrefixes: ['10.40.0.0/24'] }
    subnets: [
      {
        name: 'site'
        properties: {
          addressPrefix: '10.40.0.0/26'
          delegations: [
            { name: 'site', properties: { serviceName: 'Microsoft.Web/serverFarms' } }
          ]
        }
      }
      {
        name: 'endpoints'
        properties: {
          addressPrefix: '10.40.0.64/26'
          privateEndpointNetworkPolicies: 'Enabled'
        }
      }
    ]
  }

  resource site 'subnets' existing = { name: 'site' }
  resource endpoints 'subnets' existing = { name: 'endpoints' }
}

output networkId string = network.id
output siteSubnetId string = network::site.id
output endpointSubnetId string = network::endpoints.id
