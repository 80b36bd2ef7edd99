module.exports = {
  channels: {
    messenger: {
      enabled: true,
      path: '/webhook',
      pageId: process.env.FACEBOOK_PAGE_ID,
      accessToken: process.env.FACEBOOK_ACCESS_TOKEN,
      appId: '1',
      appSecret: process.env.FACEBOOK_APP_SECRET,
      verifyToken: process.env.FACEBOOK_VERIFY_TOKEN,
      origin: process.env.FACEBOOK_GRAPH_URL,
    },
  },
};
