/** The inbox as a place of work: loading, filters, files from agents, snoozing, who else is here. */
export const inbox = {
  page: {
    loading: 'กำลังเปิดหน้า',
    not_loaded: 'เปิดหน้านี้ไม่ได้ กรุณาโหลดใหม่',
    reload: 'โหลดใหม่',
  },
  attach: {
    choose: 'แนบไฟล์ (รูป PDF วิดีโอ เสียง)',
    staged: 'ไฟล์ที่จะส่ง',
    remove: 'เอา {{name}} ออก',
    too_large: 'ไฟล์ใหญ่เกิน {{limit}} จึงไม่ได้แนบ',
  },
};
